/**
 * Events: what happens in the daemon, as a typed stream that comes back after a loss and
 * says what it missed.
 */
@NullMarked
package io.github.containerd4j.event;

import org.jspecify.annotations.NullMarked;
