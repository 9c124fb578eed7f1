package io.github.containerd4j.test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate that signs itself, for {@code localhost}, {@code 127.0.0.1} and
 * {@link ForwardProxy#HOST}, made by the JDK's keytool.
 *
 * @param certificate the certificate, in PEM
 * @param key its private key, in PEM and PKCS #8
 */
public record TestCertificate(Path certificate, Path key) {

	private static final String PASSWORD = "only-for-the-file";

	private static final String STORE = "certificate.p12";

	private static final String ALIAS = "test";

	private static final long LIMIT_SECONDS = 60;

	/**
	 * Makes a certificate.
	 * @param directory where its files are written
	 * @return the certificate, valid for one day
	 * @throws IOException if it cannot be written
	 */
	public static TestCertificate create(Path directory) throws IOException {
		Path store = directory.resolve(STORE);
		run(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias",
				ALIAS, "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=localhost", "-ext",
				"SAN=dns:localhost,dns:" + ForwardProxy.HOST + ",ip:127.0.0.1", "-ext", "BC:critical=ca:true",
				"-validity", "1", "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD));
		try (InputStream input = Files.newInputStream(store)) {
			KeyStore keys = KeyStore.getInstance("PKCS12");
			keys.load(input, PASSWORD.toCharArray());
			return new TestCertificate(
					write(directory.resolve("certificate.pem"), "CERTIFICATE", keys.getCertificate(ALIAS).getEncoded()),
					write(directory.resolve("key.pem"), "PRIVATE KEY",
							keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded()));
		}
		catch (GeneralSecurityException ex) {
			throw new IOException("cannot read what keytool wrote", ex);
		}
	}

	/**
	 * What a server needs to show this certificate.
	 * @return the context
	 * @throws IOException if the files cannot be read
	 */
	public SSLContext context() throws IOException {
		try (InputStream input = Files.newInputStream(this.certificate.resolveSibling(STORE))) {
			KeyStore keys = KeyStore.getInstance("PKCS12");
			keys.load(input, PASSWORD.toCharArray());
			KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			managers.init(keys, PASSWORD.toCharArray());
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(managers.getKeyManagers(), null, null);
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IOException("cannot read what keytool wrote", ex);
		}
	}

	private static Path write(Path file, String type, byte[] bytes) throws IOException {
		String base64 = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(bytes);
		return Files.writeString(file, "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n");
	}

	private static void run(List<String> command) throws IOException {
		Process process = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		try {
			if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
				throw new IOException("keytool failed");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted while waiting for keytool", ex);
		}
		finally {
			process.destroyForcibly();
		}
	}

}
