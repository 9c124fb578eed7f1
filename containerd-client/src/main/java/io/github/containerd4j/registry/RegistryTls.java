package io.github.containerd4j.registry;

import java.nio.file.Path;
import java.util.List;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

/**
 * How a host proves who it is, and we to it. The files are PEM and are read when the host
 * is first used by a {@link RegistryClient}.
 *
 * @param authorities certificates of authorities that are trusted besides those of the
 * Java platform
 * @param clientCertificates our certificates, for hosts that ask for one
 * @param skipVerify whether any certificate of any name is accepted: for tests only
 * @param context all of it ready-made, used instead of the others; {@code null} for none
 * @since 0.1.0
 */
public record RegistryTls(List<Path> authorities, List<ClientCertificate> clientCertificates, boolean skipVerify,
		@Nullable SSLContext context) {

	private static final RegistryTls DEFAULTS = new RegistryTls(List.of(), List.of(), false);

	/**
	 * Copies the lists.
	 * @param authorities the additional authorities
	 * @param clientCertificates our certificates
	 * @param skipVerify whether anything is accepted
	 * @param context all of it ready-made
	 */
	public RegistryTls {
		authorities = List.copyOf(authorities);
		clientCertificates = List.copyOf(clientCertificates);
	}

	/**
	 * Settings of files.
	 * @param authorities the additional authorities
	 * @param clientCertificates our certificates
	 * @param skipVerify whether anything is accepted
	 */
	public RegistryTls(List<Path> authorities, List<ClientCertificate> clientCertificates, boolean skipVerify) {
		this(authorities, clientCertificates, skipVerify, null);
	}

	/**
	 * The authorities of the Java platform, and no certificate of our own.
	 * @return the defaults
	 */
	public static RegistryTls defaults() {
		return DEFAULTS;
	}

	/**
	 * The defaults and more authorities.
	 * @param authorities files with their certificates
	 * @return the settings
	 */
	public static RegistryTls trusting(Path... authorities) {
		return new RegistryTls(List.of(authorities), List.of(), false);
	}

	/**
	 * Settings that were made elsewhere.
	 * @param context knows whom to trust and who we are
	 * @return the settings
	 */
	public static RegistryTls of(SSLContext context) {
		return new RegistryTls(List.of(), List.of(), false, context);
	}

	/**
	 * Accepts any certificate.
	 * @return the settings
	 */
	public static RegistryTls unverified() {
		return new RegistryTls(List.of(), List.of(), true);
	}

	/**
	 * A certificate of ours and its private key.
	 *
	 * @param certificate the file with the certificate, and the chain behind it
	 * @param key the file with the private key, in PKCS #8 or as an RSA key in PKCS #1;
	 * {@code null} if it is in the same file
	 */
	public record ClientCertificate(Path certificate, @Nullable Path key) {
	}

}
