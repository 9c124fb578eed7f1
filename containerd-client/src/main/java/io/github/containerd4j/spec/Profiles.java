package io.github.containerd4j.spec;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.InvalidArgumentException;

/**
 * The profiles that a client knows. Immutable.
 *
 * @since 0.1.0
 */
public final class Profiles {

	private static final Profiles NONE = new Profiles(Map.of());

	private final Map<String, Profile> byName;

	private Profiles(Map<String, Profile> byName) {
		this.byName = byName;
	}

	/**
	 * No profiles.
	 * @return the profiles
	 */
	public static Profiles none() {
		return NONE;
	}

	/**
	 * Collects profiles.
	 * @param profiles the profiles
	 * @return the profiles
	 * @throws InvalidArgumentException if two have the same name
	 */
	public static Profiles of(Collection<Profile> profiles) {
		Map<String, Profile> byName = new LinkedHashMap<>();
		profiles.forEach((profile) -> {
			if (byName.put(profile.name(), profile) != null) {
				throw InvalidArgumentException.of("profile", profile.name(), "there are two of this name");
			}
		});
		return new Profiles(byName);
	}

	/**
	 * The names.
	 * @return the names, in the order in which the profiles were given
	 */
	public List<String> names() {
		return List.copyOf(this.byName.keySet());
	}

	/**
	 * Looks for a profile.
	 * @param name the name
	 * @return the profile
	 * @throws UnknownProfileException if there is none of this name
	 */
	public Profile get(String name) {
		Profile profile = this.byName.get(name);
		if (profile == null) {
			throw new UnknownProfileException(name, this.byName.keySet());
		}
		return profile;
	}

	/**
	 * Applies the profiles that a container names, in their order, and what it says
	 * itself over them.
	 * @param spec what the container shall be
	 * @return what it is then; it still tells the names, and resolving it again changes
	 * nothing
	 * @throws UnknownProfileException if it names a profile that is not here
	 */
	public ContainerSpec resolve(ContainerSpec spec) {
		if (spec.profiles().isEmpty() || spec.settings().profilesApplied) {
			return spec;
		}
		return resolve(spec, ContainerSpec.builder(spec.id()).build());
	}

	/**
	 * Applies the profiles that a container names, in their order, over what all
	 * containers have, and what it says itself over them.
	 * @param spec what the container shall be
	 * @param defaults what it is where neither the profiles nor itself say anything
	 * @return what it is then; {@link #resolve(ContainerSpec)} does not change it
	 * @throws UnknownProfileException if it names a profile that is not here
	 */
	public ContainerSpec resolve(ContainerSpec spec, ContainerSpec defaults) {
		ContainerSpec.Builder builder = ContainerSpec.builder(spec.id()).with(defaults);
		spec.profiles().forEach((name) -> get(name).applyTo(builder));
		builder.with(spec).settings().profilesApplied = true;
		return builder.build();
	}

	@Override
	public String toString() {
		return "Profiles" + this.byName.keySet();
	}

}
