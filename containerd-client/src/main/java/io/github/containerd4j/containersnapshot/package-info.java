/**
 * Snapshots of containers: files, configuration, and memory if wanted, to which a
 * container can be brought back.
 */
@NullMarked
package io.github.containerd4j.containersnapshot;

import org.jspecify.annotations.NullMarked;
