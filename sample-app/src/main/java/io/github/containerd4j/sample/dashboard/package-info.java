/**
 * What the page of the dashboard asks for.
 */
@NullMarked
package io.github.containerd4j.sample.dashboard;

import org.jspecify.annotations.NullMarked;
