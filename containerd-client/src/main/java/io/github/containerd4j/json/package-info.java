/**
 * Reads fields of JSON objects strictly, for documents of images and networks.
 */
@NullMarked
package io.github.containerd4j.json;

import org.jspecify.annotations.NullMarked;
