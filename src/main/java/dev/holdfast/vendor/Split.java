package dev.holdfast.vendor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * How one request becomes items: paths to them. Nothing of a delivery is lost: a part that no path reaches is an item
 * too, and without a path that leads anywhere the whole delivery is one. An empty array holds nothing to store.
 *
 * @param paths into JSON, or into XML
 * @param when the body is split at all; else the delivery is one item, whatever its body is
 */
record Split(List<Path> paths, Conditions when) {
    static final Split NONE = new Split(List.of(), Conditions.NONE);

    /** One way to items. */
    record Path(Place place, Pointer pointer) {}

    static Split read(PageNode node) {
        if (!node.isMap()) {
            return new Split(paths(node), Conditions.NONE);
        }
        PageFields fields = node.fields();
        Split split = new Split(
                fields.required("paths", Split::paths, List.of()),
                fields.required("when", Conditions::read, Conditions.NONE));
        fields.refuseOthers();
        return split;
    }

    private static List<Path> paths(PageNode node) {
        List<Path> paths = node.list().stream()
                .map(one -> one.read(Split::path, new Path(Place.BODY, Pointer.SELF)))
                .toList();
        if (paths.stream().map(Path::place).distinct().count() > 1) {
            node.mistake("mixes body: and xml:", "paths of one kind");
        }
        return paths;
    }

    private static Path path(String text) throws Fault {
        Value value = Value.parse(text);
        boolean json = value.place() == Place.BODY && value.path().isMany();
        boolean xml = value.place() == Place.XML && !value.path().isMany();
        if ((!json && !xml) || value.mayBeAbsent() || value.inside() != null) {
            throw new Fault("'" + text + "' splits nothing", "body:/path/* or xml:/path");
        }
        return new Path(value.place(), value.path());
    }

    boolean isXml() {
        return !paths.isEmpty() && paths.get(0).place() == Place.XML;
    }

    /** The items in the order of the body. */
    List<Node> items(Node root) {
        Set<Node> matches = identities();
        List<Node> lost = new ArrayList<>();
        for (Path path : paths) {
            path.pointer().walk(root, new Pointer.Walk() {
                @Override
                public void found(Node node) {
                    matches.add(node);
                }

                @Override
                public void brokenOff(Node last) {
                    lost.add(last);
                }
            });
        }
        Set<Node> around = around(matches);
        Set<Node> items = identities();
        matches.stream().filter(node -> !around.contains(node)).forEach(items::add);
        Set<Node> rest = identities();
        lost.stream().filter(node -> !around.contains(node)).forEach(rest::add);
        rest.stream().filter(node -> !isWithin(node, items, rest)).toList().forEach(items::add);
        return items.stream().sorted(Comparator.comparingInt(Node::start)).toList();
    }

    /** Whether the node is an item, or part of one, or part of something else that no path reached. */
    private static boolean isWithin(Node node, Set<Node> items, Set<Node> rest) {
        if (items.contains(node)) {
            return true;
        }
        for (Node outer = node.parent(); outer != null; outer = outer.parent()) {
            if (items.contains(outer) || rest.contains(outer)) {
                return true;
            }
        }
        return false;
    }

    /** Everything that has one of the nodes in it. */
    private static Set<Node> around(Set<Node> nodes) {
        Set<Node> around = identities();
        for (Node node : nodes) {
            for (Node outer = node.parent(); outer != null && around.add(outer); outer = outer.parent()) {}
        }
        return around;
    }

    private static Set<Node> identities() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
