/**
 * The daemon's health, usable with and without auto-configuration.
 */
@NullMarked
package io.github.containerd4j.spring.health;

import org.jspecify.annotations.NullMarked;
