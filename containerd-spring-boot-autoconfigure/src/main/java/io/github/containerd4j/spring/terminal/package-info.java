/**
 * A terminal in a container over a WebSocket.
 */
@NullMarked
package io.github.containerd4j.spring.terminal;

import org.jspecify.annotations.NullMarked;
