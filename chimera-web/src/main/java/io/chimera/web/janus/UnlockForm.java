package io.chimera.web.janus;

/** What is kept of a form that did not succeed: all but the secret. */
record UnlockForm(String profile, String kit, boolean strong, String domain, boolean remember) {

    static final UnlockForm EMPTY = new UnlockForm("", "", false, "", false);

    @Override
    public String toString() {
        return "UnlockForm[" + profile + "]";
    }
}
