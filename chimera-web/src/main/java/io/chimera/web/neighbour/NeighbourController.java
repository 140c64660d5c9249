package io.chimera.web.neighbour;

import io.chimera.core.messenger.Messenger;
import io.chimera.web.frame.Frames;
import io.chimera.web.frame.Part;
import io.chimera.web.words.Words;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who is near, and the switch of the LAN. */
@Controller
class NeighbourController {

    private final Frames frames;
    private final NeighbourReader read;

    NeighbourController(Frames frames, NeighbourReader read) {
        this.frames = frames;
        this.read = read;
    }

    @GetMapping("/neighbours")
    String show(Messenger me, Words words, Model model) {
        model.addAttribute("frame", frames.around(me, Part.NEIGHBOURS));
        model.addAttribute("view", read.read(me, words));
        return "neighbours";
    }

    @PostMapping("/neighbours/lan")
    String switchLan(Messenger me, @RequestParam boolean on) {
        me.switchLan(on);
        return "redirect:/neighbours";
    }
}
