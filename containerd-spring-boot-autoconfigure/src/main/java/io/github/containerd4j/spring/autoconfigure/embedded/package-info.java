/**
 * Starts a private daemon for the application.
 */
@NullMarked
package io.github.containerd4j.spring.autoconfigure.embedded;

import org.jspecify.annotations.NullMarked;
