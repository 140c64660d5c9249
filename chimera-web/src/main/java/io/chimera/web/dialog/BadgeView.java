package io.chimera.web.dialog;

import java.util.List;

/**
 * The route badge of a message, and what it tells when it is opened.
 *
 * @param style {@code direct}, {@code cloud}, or empty while it has no way yet
 * @param icon empty for none
 * @param about sentences: when, which way, why, how many attempts
 */
record BadgeView(String style, String icon, String label, String title, List<String> about) {}
