package io.chimera.core.janus;

class ScriptedSiteCardsTest extends SiteCardsContract {

    private final ScriptedPseudonyms pseudonyms = new ScriptedPseudonyms(IDLE, clock);
    private final ScriptedSiteCards cards = new ScriptedSiteCards(pseudonyms);

    @Override
    protected Pseudonyms pseudonyms() {
        return pseudonyms;
    }

    @Override
    protected SiteCards cards() {
        return cards;
    }
}
