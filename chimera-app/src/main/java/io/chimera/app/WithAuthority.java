package io.chimera.app;

import io.chimera.pki.PkiConfiguration;
import io.chimera.pki.PkiSettings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Certificates come from the authority that is set as {@code chimera.pki.*}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PkiSettings.class)
@Import(PkiConfiguration.class)
class WithAuthority {}
