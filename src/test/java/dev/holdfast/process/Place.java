package dev.holdfast.process;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a server runs: here, or where disks are mounted that nobody else sees.
 *
 * @param enter the command that a program is the argument of, to run there
 * @param root the root directory of there, as it is seen from here
 */
record Place(List<String> enter, Path root) {
    /** PostgreSQL refuses root, so root runs it as nobody. */
    static final Place HERE = new Place(
            "root".equals(System.getProperty("user.name")) ? List.of("unshare", "-U") : List.of(), Path.of("/"));

    /** A path of there, as it is seen from here. */
    Path seen(Path path) {
        return root.resolve(Path.of("/").relativize(path));
    }
}
