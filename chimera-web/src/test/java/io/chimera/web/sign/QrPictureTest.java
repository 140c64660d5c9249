package io.chimera.web.sign;

import static org.assertj.core.api.Assertions.assertThat;

import io.nayuki.qrcodegen.QrCode;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrPictureTest {

    private static final Pattern BAR = Pattern.compile("M([0-9]+) ([0-9]+)h([0-9]+)v1h-([0-9]+)z");

    @Test
    void thePathIsTheCodeWithQuietGroundAroundIt() {
        var text = "tg://login?token=AQJ3bHVl_c2Nhbi1tZS0wMDAwMDAwMDAwMDAwMDAw1";
        var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);

        var picture = QrPicture.of(text);

        assertThat(picture.size()).isEqualTo(code.size + 8);
        var dark = new boolean[picture.size()][picture.size()];
        var bars = BAR.matcher(picture.path());
        int end = 0;
        while (bars.find()) {
            assertThat(bars.start()).isEqualTo(end);
            end = bars.end();
            for (int n = 0; n < Integer.parseInt(bars.group(3)); n++)
                dark[Integer.parseInt(bars.group(2))][Integer.parseInt(bars.group(1)) + n] = true;
        }
        assertThat(end).isEqualTo(picture.path().length());
        for (int y = 0; y < picture.size(); y++) {
            for (int x = 0; x < picture.size(); x++)
                assertThat(dark[y][x]).as("%d, %d", x, y).isEqualTo(code.getModule(x - 4, y - 4));
        }
    }
}
