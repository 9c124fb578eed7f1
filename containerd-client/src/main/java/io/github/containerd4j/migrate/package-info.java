/**
 * Containers on their way: to other namespaces, snapshotters and daemons, with their
 * image, their files and, if wanted, their processes.
 */
@NullMarked
package io.github.containerd4j.migrate;

import org.jspecify.annotations.NullMarked;
