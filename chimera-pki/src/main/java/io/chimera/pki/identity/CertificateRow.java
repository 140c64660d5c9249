package io.chimera.pki.identity;

import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A row of table {@code certificate}.
 *
 * @param serial lower-case hex
 */
@Table("certificate")
record CertificateRow(@Id String serial, long telegramId, String fingerprint, long until, long shownAt) {}
