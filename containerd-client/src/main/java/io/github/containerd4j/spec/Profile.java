package io.github.containerd4j.spec;

import java.util.Map;
import java.util.function.Consumer;

import io.github.containerd4j.Identifiers;

/**
 * A part of what containers shall be, under a name: containers that name it have it
 * without repeating it. It is known to the client alone, and applied when a container is
 * created; a container does not change with it afterwards.
 *
 * @since 0.1.0
 */
public final class Profile {

	private final String name;

	private final Consumer<ContainerSpec.Builder> settings;

	private Profile(String name, Consumer<ContainerSpec.Builder> settings) {
		this.name = Identifiers.require("profile", name);
		this.settings = settings;
	}

	/**
	 * Makes a profile.
	 * @param name the name, by the rules of identifiers
	 * @param settings sets what the profile says, each time that it is applied; it must
	 * name no further profiles
	 * @return the profile
	 * @throws io.github.containerd4j.InvalidArgumentException if the name is not valid
	 */
	public static Profile of(String name, Consumer<ContainerSpec.Builder> settings) {
		return new Profile(name, settings);
	}

	/**
	 * Makes a profile of properties.
	 * @param name the name, by the rules of identifiers
	 * @param properties what the profile says; see
	 * {@link ContainerSpec.Builder#properties(Map)}
	 * @return the profile
	 * @throws InvalidPropertyException if a property is not known, or its value not right
	 * @throws io.github.containerd4j.InvalidArgumentException if the name is not valid
	 */
	public static Profile of(String name, Map<String, ?> properties) {
		PropertyTree tree = PropertyTree.of(properties);
		tree.refuse("profiles", "is not for profiles");
		// Found now, and not when the first container is created.
		SpecProperties.write(tree, ContainerSpec.builder("check"));
		return new Profile(name, (builder) -> SpecProperties.write(tree, builder));
	}

	/**
	 * Makes a profile of JSON.
	 * @param name the name, by the rules of identifiers
	 * @param json one object with properties, as of {@link #of(String, Map)}
	 * @return the profile
	 * @throws io.github.containerd4j.InvalidArgumentException if it is no JSON object,
	 * else as of {@link #of(String, Map)}
	 */
	public static Profile fromJson(String name, String json) {
		return of(name, JsonTree.parse(json));
	}

	/**
	 * The name.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Writes what the profile says over what is set.
	 * @param builder takes it
	 */
	public void applyTo(ContainerSpec.Builder builder) {
		this.settings.accept(builder);
	}

	@Override
	public String toString() {
		return "Profile[" + this.name + "]";
	}

}
