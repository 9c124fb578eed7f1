/**
 * Configures the terminal over a WebSocket.
 */
@NullMarked
package io.github.containerd4j.spring.autoconfigure.terminal;

import org.jspecify.annotations.NullMarked;
