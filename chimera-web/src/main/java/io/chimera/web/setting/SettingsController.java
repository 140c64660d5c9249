package io.chimera.web.setting;

import io.chimera.core.messenger.Messenger;
import io.chimera.core.signin.SignOuts;
import io.chimera.web.frame.Frames;
import io.chimera.web.frame.Part;
import io.chimera.web.preference.Appearance;
import io.chimera.web.preference.Theme;
import io.chimera.web.words.Language;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The settings page. */
@Controller
class SettingsController {

    private final Frames frames;
    private final boolean leaving;

    SettingsController(Frames frames, Optional<SignOuts> signOuts) {
        this.frames = frames;
        this.leaving = signOuts.isPresent();
    }

    @GetMapping("/settings")
    String show(Messenger me, Model model) {
        model.addAttribute("frame", frames.around(me, Part.SETTINGS));
        model.addAttribute("languages", Language.values());
        model.addAttribute("themes", Theme.values());
        model.addAttribute("chosen", Appearance.of(me));
        model.addAttribute("leaving", leaving);
        return "settings";
    }

    @PostMapping("/settings")
    String keep(Messenger me, @RequestParam String theme, @RequestParam String language) {
        new Appearance(Theme.named(theme).orElse(Theme.AUTO), Language.tagged(language)).keep(me);
        return "redirect:/settings";
    }
}
