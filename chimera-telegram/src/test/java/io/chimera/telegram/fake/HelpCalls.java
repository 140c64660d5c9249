package io.chimera.telegram.fake;

import io.chimera.telegram.fake.tl.Tl;
import java.util.List;

/** What every client asks before anybody signs in: the configuration, which names one data centre. */
final class HelpCalls {

    static final int DATA_CENTRE = 1;

    private static final int AN_HOUR = 3_600;

    private final World world;

    HelpCalls(World world) {
        this.world = world;
    }

    void at(Switchboard switchboard) {
        switchboard
                .on("help.getConfig", _ -> config())
                .always(nearest(), "help.getNearestDc")
                .always(appConfig(), "help.getAppConfig")
                .always(
                        Tl.of("help.termsOfServiceUpdateEmpty", "expires", Integer.MAX_VALUE),
                        "help.getTermsOfServiceUpdate")
                .always(Tl.of("help.peerColors"), "help.getPeerColors", "help.getPeerProfileColors")
                .always(Tl.of("messages.availableReactions"), "messages.getAvailableReactions")
                .always(Tl.of("messages.availableEffects"), "messages.getAvailableEffects")
                .always(Tl.of("attachMenuBots"), "messages.getAttachMenuBots")
                .always(Tl.of("help.promoDataEmpty", "expires", Integer.MAX_VALUE), "help.getPromoData");
    }

    private static Tl nearest() {
        return Tl.of("nearestDc", "country", "BR", "this_dc", DATA_CENTRE, "nearest_dc", DATA_CENTRE);
    }

    private static Tl appConfig() {
        return Tl.of("help.appConfig", "hash", 1, "config", Tl.of("jsonObject"));
    }

    private Tl config() {
        // the address TDLib begins with: it goes to the proxy wherever it leads
        var centre = Tl.of("dcOption", "id", DATA_CENTRE, "ip_address", "149.154.175.50", "port", 443);
        return Tl.of("config", "date", world.now(), "expires", world.now() + AN_HOUR)
                .with("this_dc", DATA_CENTRE)
                .with("dc_options", List.of(centre))
                .with("dc_txt_domain_name", "fake.invalid")
                .with("webfile_dc_id", DATA_CENTRE)
                .with("me_url_prefix", "https://t.me/")
                .with("chat_size_max", 200)
                .with("megagroup_size_max", 200_000)
                .with("forwarded_count_max", 100)
                .with("caption_length_max", 1_024)
                .with("message_length_max", 4_096)
                .with("edit_time_limit", 172_800)
                .with("revoke_time_limit", Integer.MAX_VALUE)
                .with("revoke_pm_time_limit", Integer.MAX_VALUE)
                .with("online_update_period_ms", 120_000)
                .with("offline_blur_timeout_ms", 5_000)
                .with("offline_idle_timeout_ms", 30_000)
                .with("online_cloud_timeout_ms", 300_000)
                .with("notify_cloud_delay_ms", 30_000)
                .with("notify_default_delay_ms", 1_500)
                .with("push_chat_period_ms", 60_000)
                .with("push_chat_limit", 2);
    }
}
