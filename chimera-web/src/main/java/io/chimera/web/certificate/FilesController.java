package io.chimera.web.certificate;

import io.chimera.core.identity.CertificateFiles;
import io.chimera.core.identity.CertificateFiles.Given;
import io.chimera.core.identity.EnrolmentFailed;
import io.chimera.core.identity.EnrolmentFailed.Cause;
import io.chimera.core.messenger.Messenger;
import io.chimera.web.frame.Frames;
import io.chimera.web.frame.Part;
import io.chimera.web.upload.Multipart;
import io.chimera.web.words.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The certificate as files: put in place by hand, and taken away under a password. */
@Controller
@RequestMapping("/certificate/files")
class FilesController {

    /** Of one file. Certificates have some kilobytes; what is longer is told so by who reads it. */
    private static final int MOST_BYTES = 300 * 1024;

    /** As IANA has it. */
    private static final MediaType PKCS12 = MediaType.valueOf("application/pkcs12");

    private final CertificateFiles files;
    private final Frames frames;

    FilesController(CertificateFiles files, Frames frames) {
        this.files = files;
        this.frames = frames;
    }

    @GetMapping
    String show(Messenger me, Model model) {
        model.addAttribute("frame", frames.around(me, Part.CERTIFICATE));
        model.addAttribute("shortest", CertificateFiles.SHORTEST_PASSWORD);
        return "certificate-files";
    }

    /** Three PEM files, or one PKCS #12 file and its password; the form says which by what it sends. */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    String put(Messenger me, Words words, HttpServletRequest request, HttpServletResponse response, Model model)
            throws IOException {
        try {
            files.put(me.account(), given(fields(request)));
            return "redirect:/certificate";
        } catch (EnrolmentFailed failed) {
            return again(me, failed, words, response, model);
        }
    }

    /** A copy, as a download. */
    @PostMapping("/copy")
    Object copy(
            Messenger me,
            @RequestParam String password,
            @RequestParam String again,
            Words words,
            HttpServletResponse response,
            Model model) {
        try {
            if (!password.equals(again))
                throw new EnrolmentFailed(Cause.UNUSABLE_FILES, words.say("files.copy.differs"));
            return download(files.sealed(me.account(), password), "chimera-" + me.account() + ".p12");
        } catch (EnrolmentFailed failed) {
            return again(me, failed, words, response, model);
        }
    }

    private static ResponseEntity<byte[]> download(byte[] copy, String name) {
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .cacheControl(CacheControl.noStore())
                .contentType(PKCS12)
                .body(copy);
    }

    private String again(Messenger me, EnrolmentFailed failed, Words words, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.CONFLICT.value());
        model.addAttribute("problem", ProblemView.of(failed, words));
        return show(me, model);
    }

    private static Given given(Map<String, byte[]> fields) {
        if (fields.containsKey("sealed")) return new Given.Sealed(fields.get("sealed"), text(fields, "password"));
        return new Given.Pems(text(fields, "certificate"), text(fields, "key"), text(fields, "authorities"));
    }

    private static String text(Map<String, byte[]> fields, String name) {
        return new String(fields.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    }

    private static Map<String, byte[]> fields(HttpServletRequest request) throws IOException {
        var fields = new HashMap<String, byte[]>();
        var parts = Multipart.of(request.getContentType(), request.getInputStream());
        for (var part = parts.next(); part.isPresent() && fields.size() < 10; part = parts.next())
            fields.put(part.get().name(), part.get().body().readNBytes(MOST_BYTES));
        return fields;
    }
}
