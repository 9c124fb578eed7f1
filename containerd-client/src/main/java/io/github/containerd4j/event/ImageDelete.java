package io.github.containerd4j.event;

/**
 * The record of an image was deleted, since containerd 2.0 also because it expired. Topic
 * {@code /images/delete}.
 *
 * @param name the name of the image
 * @since 0.1.0
 */
public record ImageDelete(String name) implements ImageEvent {

}
