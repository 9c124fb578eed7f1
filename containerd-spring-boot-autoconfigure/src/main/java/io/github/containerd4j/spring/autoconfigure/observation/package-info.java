/**
 * Observes the calls to the daemon.
 */
@NullMarked
package io.github.containerd4j.spring.autoconfigure.observation;

import org.jspecify.annotations.NullMarked;
