/**
 * Configures where containers get networks from.
 */
@NullMarked
package io.github.containerd4j.spring.autoconfigure.network;

import org.jspecify.annotations.NullMarked;
