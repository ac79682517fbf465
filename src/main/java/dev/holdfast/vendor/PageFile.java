package dev.holdfast.vendor;

import java.io.StringReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Node;

/** The text of one page as nodes with their lines: one document of plain YAML, without aliases, anchors and tags. */
final class PageFile {
    /** Characters; the longest page is a twentieth of it. */
    private static final int LONGEST = 128 * 1024;

    private PageFile() {}

    /** The page's root; nothing when the text is no YAML, which is then a mistake. */
    static Optional<PageNode> compose(String text, Mistakes mistakes) {
        if (text.length() > LONGEST) {
            mistakes.addForFile("is longer than " + LONGEST + " characters", "one vendor a page");
            return Optional.empty();
        }
        try {
            refuseMagic(text, mistakes);
            Node root = mistakes.none() ? yaml().compose(new StringReader(text)) : null;
            if (root == null && mistakes.none()) {
                mistakes.addForFile("is empty", "a map with title, signature and event");
            }
            return Optional.ofNullable(root).map(node -> new PageNode(mistakes, "", node));
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            String fault = "is no YAML: " + e.getProblem();
            if (mark == null) {
                mistakes.addForFile(fault, "YAML 1.1");
            } else {
                mistakes.add(mark, "", fault, "YAML 1.1; quote what holds ? { } [ ] or #");
            }
        } catch (YAMLException e) {
            mistakes.addForFile("is no YAML", "YAML 1.1, printable characters only");
        }
        return Optional.empty();
    }

    /** Aliases make two places of one, tags name classes: a page is read as it stands, by people too. */
    private static void refuseMagic(String text, Mistakes mistakes) {
        int documents = 0;
        for (Event event : yaml().parse(new StringReader(text))) {
            if (event instanceof DocumentStartEvent && ++documents > 1) {
                mistakes.add(event.getStartMark(), "", "a second document begins", "one page a file");
            }
            if (event instanceof AliasEvent
                    || (event instanceof NodeEvent nodeEvent && nodeEvent.getAnchor() != null)) {
                mistakes.add(event.getStartMark(), "", "an anchor or an alias", "a page stands alone: write it out");
            }
            if (tag(event) != null) {
                mistakes.add(event.getStartMark(), "", "a tag", "no tags");
            }
        }
    }

    private static @Nullable String tag(Event event) {
        if (event instanceof ScalarEvent scalarEvent) {
            return scalarEvent.getTag();
        }
        return event instanceof CollectionStartEvent collectionStartEvent ? collectionStartEvent.getTag() : null;
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(30);
        options.setMaxAliasesForCollections(0);
        return new Yaml(options);
    }
}
