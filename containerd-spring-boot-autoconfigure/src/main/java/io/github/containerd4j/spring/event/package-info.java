/**
 * The daemon's events as application events.
 */
@NullMarked
package io.github.containerd4j.spring.event;

import org.jspecify.annotations.NullMarked;
