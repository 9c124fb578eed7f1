package io.github.containerd4j.spring.autoconfigure.container;

/**
 * What containers have that name a profile.
 *
 * @since 0.1.0
 */
public class ProfileProperties extends ContainerSettingsProperties {

}
