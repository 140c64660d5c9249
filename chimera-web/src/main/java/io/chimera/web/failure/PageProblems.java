package io.chimera.web.failure;

import io.chimera.core.dialog.UnacceptableText;
import io.chimera.core.file.IncomingFile.NoRoom;
import io.chimera.core.messenger.Correspondence;
import io.chimera.web.preference.WordsArgument;
import io.chimera.web.sign.NotSignedIn;
import io.chimera.web.upload.Multipart.MalformedMultipart;
import io.chimera.web.upload.Uploads.CutShort;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/** What pages answer when something goes wrong: a piece that says so when a piece was asked for, else a whole page. */
@ControllerAdvice(annotations = Controller.class)
class PageProblems {

    private final WordsArgument words;

    PageProblems(WordsArgument words) {
        this.words = words;
    }

    @ExceptionHandler(NotSignedIn.class)
    ModelAndView notSignedIn(HttpServletRequest request, HttpServletResponse response) {
        if (!isPiece(request)) return new ModelAndView("redirect:/sign-in");
        response.setHeader("HX-Redirect", "/sign-in");
        return answer(HttpStatus.UNAUTHORIZED, request, response);
    }

    @ExceptionHandler({
        NotFound.class,
        Correspondence.NoSuchDialog.class,
        Correspondence.NoSuchMessage.class,
        MethodArgumentTypeMismatchException.class
    })
    ModelAndView notFound(HttpServletRequest request, HttpServletResponse response) {
        return answer(HttpStatus.NOT_FOUND, request, response);
    }

    @ExceptionHandler({Correspondence.NotPossible.class, TooLate.class})
    ModelAndView notPossible(HttpServletRequest request, HttpServletResponse response) {
        return answer(HttpStatus.CONFLICT, request, response);
    }

    @ExceptionHandler({
        BadRequest.class,
        UnacceptableText.class,
        ServletRequestBindingException.class,
        MalformedMultipart.class,
        CutShort.class
    })
    ModelAndView badRequest(HttpServletRequest request, HttpServletResponse response) {
        return answer(HttpStatus.BAD_REQUEST, request, response);
    }

    /** A form that is too large, has too many fields, or is no form. */
    @ExceptionHandler
    ModelAndView unreadableForm(
            InvalidParameterException unreadable, HttpServletRequest request, HttpServletResponse response) {
        return answer(HttpStatus.valueOf(unreadable.getErrorCode()), request, response);
    }

    @ExceptionHandler(NoRoom.class)
    ModelAndView noRoom(HttpServletRequest request, HttpServletResponse response) {
        return answer(HttpStatus.INSUFFICIENT_STORAGE, request, response);
    }

    /** The other end went away in the middle; there is nobody to answer. */
    @ExceptionHandler({ClientAbortException.class, AsyncRequestNotUsableException.class})
    void gone() {}

    private ModelAndView answer(HttpStatus status, HttpServletRequest request, HttpServletResponse response) {
        var said = ErrorView.of(status.value(), words.of(request));
        if (!isPiece(request)) return new ModelAndView("error", Map.of("error", said), status);
        response.setHeader("HX-Reswap", "none");
        return new ModelAndView("news :: toast", Map.of("toast", said), status);
    }

    private static boolean isPiece(HttpServletRequest request) {
        return "true".equals(request.getHeader("HX-Request"));
    }
}
