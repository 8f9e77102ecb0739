package dev.millrace.tools;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Where an export came from, as far as its payload does not say.
 *
 * @param keyId API key that brought it
 * @param owner e-mail address of the owner if the key is a personal one; everything is then the
 *     owner's
 * @param received UTC day of arrival
 */
public record Origin(String keyId, Optional<String> owner, LocalDate received) {}
