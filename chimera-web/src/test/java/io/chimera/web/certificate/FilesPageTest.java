package io.chimera.web.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.identity.CertificateFiles.Given.Pems;
import io.chimera.core.identity.CertificateFiles.Given.Sealed;
import io.chimera.core.identity.Enrolment;
import io.chimera.core.testing.People;
import io.chimera.web.testing.ScriptedEnroller;
import io.chimera.web.testing.ScriptedFiles;
import io.chimera.web.testing.Served;
import io.chimera.web.testing.Visitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@Served
class FilesPageTest {

    private static final String PAGE = "/certificate/files";

    @LocalServerPort
    private int port;

    @Autowired
    private ScriptedEnroller enroller;

    @Autowired
    private ScriptedFiles files;

    private Visitor ana;

    @BeforeEach
    void withoutACertificate() {
        enroller.is(People.ANA, new Enrolment.Unknown());
        ana = Visitor.signedIn(port, People.ANA);
    }

    private HttpResponse<String> upload(Map<String, String> fields) {
        var body = new StringBuilder();
        fields.forEach((name, value) -> body.append("--x\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"; filename=\"a.pem\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
        return ana.post(PAGE, "multipart/form-data; boundary=x", BodyPublishers.ofString(body + "--x--\r\n"));
    }

    @Test
    void threeFilesOfATeamBecomeTheCertificate() {
        assertThat(ana.get("/certificate").body()).contains("href=\"" + PAGE + "\"");
        assertThat(ana.get(PAGE).body()).contains("1001_crt.pem", "1001.pem", "ca_bundle.pem");

        var answer = upload(Map.of("certificate", "my certificate", "key", "my key", "authorities", "the root"));

        assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/certificate");
        assertThat(files.taken().getLast()).isEqualTo(new Pems("my certificate", "my key", "the root"));
        assertThat(ana.get("/certificate").body()).contains("Valid");
    }

    @Test
    void filesThatWillNotDoAreToldWhy() {
        var answer = upload(Map.of("certificate", ScriptedFiles.BAD, "key", "k", "authorities", "a"));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body())
                .contains("These files cannot be used.", "Nothing was changed.", "1001_crt.pem holds no certificate.");
    }

    @Test
    void oneFileUnderAPasswordWillDoAsWell() {
        var answer = upload(Map.of("sealed", "p12 bytes", "password", "twelve horses"));

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(files.taken().getLast())
                .isInstanceOfSatisfying(
                        Sealed.class, given -> assertThat(given.password()).isEqualTo("twelve horses"));
    }

    @Test
    void aCopyIsADownloadThatNobodyCaches() {
        var answer = ana.post(PAGE + "/copy", Map.of("password", "twelve horses", "again", "twelve horses"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("sealed with twelve horses");
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"chimera-1001.p12\"");
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/pkcs12");
    }

    @Test
    void passwordsThatDifferOrAreShortMakeNoCopy() {
        assertThat(ana.post(PAGE + "/copy", Map.of("password", "twelve horses", "again", "twelve houses"))
                        .body())
                .contains("The two passwords differ.");
        assertThat(ana.post(PAGE + "/copy", Map.of("password", "short", "again", "short"))
                        .statusCode())
                .isEqualTo(409);
    }
}
