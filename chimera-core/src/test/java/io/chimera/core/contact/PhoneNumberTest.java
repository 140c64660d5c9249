package io.chimera.core.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

    @ParameterizedTest
    @ValueSource(strings = {"+55 21 99000-1001", "55 (21) 99000.1001", " +5521990001001 "})
    void aNumberIsReadAsPeopleWriteIt(String written) {
        assertThat(PhoneNumber.parse(written).e164()).isEqualTo("+5521990001001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "12", "+0123456789", "call me", "+55 21 99000 1001 1001 1001", "٣٤٥٦٧٨٩"})
    void whatIsNoNumberIsRefused(String written) {
        assertThatIllegalArgumentException().isThrownBy(() -> PhoneNumber.parse(written));
    }

    @Test
    void aNumberDoesNotPrintItself() {
        assertThat(PhoneNumber.parse("+5521990001001").toString()).isEqualTo("…001");
    }
}
