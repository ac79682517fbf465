package dev.holdfast.vendor;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list that is a file elsewhere. The answer has its URL, which is its own permission: nobody says who asks.
 *
 * @param url where it stands in the answer
 * @param hosts that the page pins
 * @param elements where the elements are in the file
 */
record PullFile(Value url, List<Template> hosts, List<String> elements) {
    private static final String HOST = "(?:[a-z0-9-]|\\{param:[a-z][a-z0-9-]*}|\\.(?=[a-z0-9{]))+";

    static PullFile read(PageNode node) {
        PageFields fields = node.fields();
        Value standIn = Value.of(Place.PAGE);
        PullFile file = new PullFile(
                fields.required("url", url -> url.read(Use.ANSWERED::value, standIn), standIn),
                fields.required("hosts", PullFile::hosts, List.of()),
                fields.required("items", PullList::elements, List.of()));
        fields.refuseOthers();
        return file;
    }

    private static List<Template> hosts(PageNode node) {
        List<Template> hosts = new ArrayList<>();
        node.list().forEach(one -> hosts.add(one.read(PullFile::host, Template.literal("x"))));
        return hosts;
    }

    private static Template host(String text) throws Fault {
        if (!text.matches(HOST)) {
            throw new Fault("'" + text + "' is no host", "a host in lower case, {param:…} within it");
        }
        return PullRequest.text(text, Use.ASKED);
    }

    /**
     * Where a link of an answer leads.
     *
     * @param base the source's own place for the API, where a mock may have its files
     * @param own the page's
     * @return null when it leads to where no files are, or is no link
     */
    @Nullable
    URI link(String text, URI base, URI own, AskSight sight) {
        List<String> pinned = new ArrayList<>();
        for (Template host : hosts) {
            String name = host.text(sight);
            if (name != null) {
                pinned.add(name);
            }
        }
        URI file = PinnedUrl.parse(text, pinned);
        return file != null ? file : Links.below(base, own, text);
    }
}
