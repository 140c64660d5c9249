package io.chimera.web.janus;

import io.chimera.core.janus.Pseudonym;
import io.chimera.web.sign.QrPicture;
import io.chimera.web.words.Words;

/**
 * Who somebody is at a site.
 *
 * @param why why it is this site
 * @param bits of the password, rounded
 * @param weak whether the rules allow no password that holds
 * @param qr of the password
 */
record PseudonymView(
        String site, String why, String user, String password, String address, int bits, boolean weak, QrPicture qr) {

    static PseudonymView of(Pseudonym pseudonym, Words words) {
        return new PseudonymView(
                pseudonym.site(),
                words.say("WhyTheSite." + pseudonym.why().name(), pseudonym.host(), pseudonym.site()),
                pseudonym.user(),
                pseudonym.password(),
                pseudonym.address(),
                (int) Math.round(pseudonym.bits()),
                pseudonym.isWeak(),
                QrPicture.of(pseudonym.password()));
    }

    @Override
    public String toString() {
        return "PseudonymView[" + site + "]";
    }
}
