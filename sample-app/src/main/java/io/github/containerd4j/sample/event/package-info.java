/**
 * Events in a form for people.
 */
@NullMarked
package io.github.containerd4j.sample.event;

import org.jspecify.annotations.NullMarked;
