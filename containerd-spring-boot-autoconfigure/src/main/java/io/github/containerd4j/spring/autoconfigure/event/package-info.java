/**
 * Publishes the daemon's events to the application's listeners.
 */
@NullMarked
package io.github.containerd4j.spring.autoconfigure.event;

import org.jspecify.annotations.NullMarked;
