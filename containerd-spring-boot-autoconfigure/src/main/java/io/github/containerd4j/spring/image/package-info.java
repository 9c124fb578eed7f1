/**
 * Pulls at the start of an application, and their progress as application events.
 */
@NullMarked
package io.github.containerd4j.spring.image;

import org.jspecify.annotations.NullMarked;
