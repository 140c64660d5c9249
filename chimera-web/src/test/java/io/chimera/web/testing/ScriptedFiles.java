package io.chimera.web.testing;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.CertificateFiles;
import io.chimera.core.identity.Enrolment;
import io.chimera.core.identity.EnrolmentFailed;
import io.chimera.core.identity.EnrolmentFailed.Cause;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Takes every file that is not {@value #BAD}, and remembers it. */
public final class ScriptedFiles implements CertificateFiles {

    public static final String BAD = "no certificate";

    private final ScriptedEnroller enroller;
    private final List<Given> taken = Collections.synchronizedList(new ArrayList<>());

    public ScriptedFiles(ScriptedEnroller enroller) {
        this.enroller = enroller;
    }

    public List<Given> taken() {
        return List.copyOf(taken);
    }

    @Override
    public Enrolment.Certified put(AccountId account, Given files) throws EnrolmentFailed {
        if (files instanceof Given.Pems pems && pems.certificate().equals(BAD))
            throw new EnrolmentFailed(Cause.UNUSABLE_FILES, account + "_crt.pem holds no certificate.");
        taken.add(files);
        var certified = new Enrolment.Certified(enroller.facts(Duration.ZERO, Duration.ofDays(30)));
        enroller.is(account, certified);
        return certified;
    }

    @Override
    public byte[] sealed(AccountId account, String password) throws EnrolmentFailed {
        if (password.length() < SHORTEST_PASSWORD)
            throw new EnrolmentFailed(Cause.UNUSABLE_FILES, "The password is too short.");
        return ("sealed with " + password).getBytes(StandardCharsets.UTF_8);
    }
}
