package io.chimera.core.janus;

class ScriptedNotebookTest extends NotebookContract {

    private final Notebook notebook = new ScriptedNotebook();

    @Override
    protected Notebook notebook() {
        return notebook;
    }
}
