/**
 * The version of the daemon.
 */
@NullMarked
package io.github.containerd4j.version;

import org.jspecify.annotations.NullMarked;
