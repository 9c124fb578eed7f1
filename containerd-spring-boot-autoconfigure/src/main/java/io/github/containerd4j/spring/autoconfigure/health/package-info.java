/**
 * Adds the daemon to the application's health.
 */
@NullMarked
package io.github.containerd4j.spring.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
