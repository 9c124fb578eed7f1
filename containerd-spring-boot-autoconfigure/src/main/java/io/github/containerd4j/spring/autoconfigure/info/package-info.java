/**
 * Adds the daemon to the application's info endpoint.
 */
@NullMarked
package io.github.containerd4j.spring.autoconfigure.info;

import org.jspecify.annotations.NullMarked;
