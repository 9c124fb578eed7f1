package io.github.containerd4j.registry;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

import io.github.containerd4j.registry.RegistryTls.ClientCertificate;
import org.jspecify.annotations.Nullable;

/**
 * Makes what the JDK needs of a host's TLS settings.
 */
final class TlsContexts {

	private static final char[] NO_PASSWORD = new char[0];

	private TlsContexts() {
	}

	static SSLContext of(RegistryTls tls) {
		SSLContext ready = tls.context();
		if (ready != null) {
			return ready;
		}
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(keyManagers(tls.clientCertificates()), trustManagers(tls), new SecureRandom());
			return context;
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException("this Java platform lacks a part of TLS", ex);
		}
	}

	private static KeyManager @Nullable [] keyManagers(List<ClientCertificate> certificates)
			throws GeneralSecurityException, IOException {
		if (certificates.isEmpty()) {
			return null;
		}
		KeyStore store = emptyStore();
		for (ClientCertificate certificate : certificates) {
			PemFile.keyPairInto(store, certificate, "client-" + store.size());
		}
		KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		factory.init(store, NO_PASSWORD);
		return factory.getKeyManagers();
	}

	private static TrustManager @Nullable [] trustManagers(RegistryTls tls)
			throws GeneralSecurityException, IOException {
		if (tls.skipVerify()) {
			return new TrustManager[] { new TrustsAnything() };
		}
		if (tls.authorities().isEmpty()) {
			return null;
		}
		KeyStore store = emptyStore();
		for (X509Certificate certificate : platformAuthorities()) {
			store.setCertificateEntry("platform-" + store.size(), certificate);
		}
		for (Path file : tls.authorities()) {
			for (X509Certificate certificate : new PemFile(file).certificates()) {
				store.setCertificateEntry("ca-" + store.size(), certificate);
			}
		}
		return managers(store);
	}

	private static List<X509Certificate> platformAuthorities() throws GeneralSecurityException {
		for (TrustManager manager : managers(null)) {
			if (manager instanceof X509TrustManager platform) {
				return List.of(platform.getAcceptedIssuers());
			}
		}
		return List.of();
	}

	private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
		TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		factory.init(store);
		return factory.getTrustManagers();
	}

	private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, NO_PASSWORD);
		return store;
	}

	/**
	 * Accepts every certificate. It extends the class with engines and sockets in its
	 * methods because the JDK adds a check of the host's name to all others.
	 */
	private static final class TrustsAnything extends X509ExtendedTrustManager {

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type) {
		}

		@Override
		public X509Certificate[] getAcceptedIssuers() {
			return new X509Certificate[0];
		}

	}

}
