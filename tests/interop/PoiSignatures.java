import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertPathValidator;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Date;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.poifs.crypt.HashAlgorithm;
import org.apache.poi.poifs.crypt.dsig.SignatureConfig;
import org.apache.poi.poifs.crypt.dsig.SignatureInfo;
import org.apache.poi.poifs.crypt.dsig.SignaturePart;

/**
 * Apache POI as a checker and a signer: verify FILE..., time ROUNDS FILE [ROOT LISTS], sign P12 FILE (password in KEY_PASSWORD).
 * The first time is that of a new virtual machine, the others follow 500 checks.
 * One line per file: name, tab, valid, invalid, unsigned or error; or name, tab, milliseconds.
 */
public final class PoiSignatures {
    private static PKIXParameters trust;

    private PoiSignatures() {
    }

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "verify":
                for (int i = 1; i < arguments.length; i++) {
                    System.out.println(arguments[i] + "\t" + answer(arguments[i]));
                }
                break;
            case "time":
                if (arguments.length > 3) {
                    believe(arguments[3], arguments[4]);
                }
                time(Integer.parseInt(arguments[1]), arguments[2]);
                break;
            case "sign":
                sign(arguments[1], arguments[2]);
                break;
            default:
                throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static String answer(String file) {
        OPCPackage opened = null;
        try {
            opened = OPCPackage.open(new File(file), PackageAccess.READ);
            SignatureInfo info = info(opened, new SignatureConfig());
            int found = 0;
            int good = 0;
            for (SignaturePart part : info.getSignatureParts()) {
                found++;
                if (part.validate() && isBelieved(part.getSigner())) {
                    good++;
                }
            }
            return found == 0 ? "unsigned" : good == found ? "valid" : "invalid";
        } catch (Throwable failure) {
            return "error";
        } finally {
            if (opened != null) {
                opened.revert();
            }
        }
    }

    /** Has signers looked for under a root, and on its revocation list, at the time of the check. */
    private static void believe(String root, String lists) throws Exception {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        try (InputStream roots = new FileInputStream(root); InputStream revoked = new FileInputStream(lists)) {
            X509Certificate anchor = (X509Certificate) factory.generateCertificate(roots);
            trust = new PKIXParameters(Collections.singleton(new TrustAnchor(anchor, null)));
            trust.addCertStore(CertStore.getInstance(
                "Collection", new CollectionCertStoreParameters(factory.generateCRLs(revoked))));
            trust.setDate(new Date(anchor.getNotBefore().getTime() + 2 * 24 * 3600 * 1000L));
        }
    }

    private static boolean isBelieved(X509Certificate signer) throws Exception {
        if (trust == null) {
            return true;
        }
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        CertPathValidator.getInstance("PKIX").validate(
            factory.generateCertPath(Collections.singletonList(signer)), trust);
        return true;
    }

    private static SignatureInfo info(OPCPackage opened, SignatureConfig config) {
        SignatureInfo info = new SignatureInfo();
        info.setSignatureConfig(config);
        info.setOpcPackage(opened);
        return info;
    }

    private static void time(int rounds, String file) {
        long first = System.nanoTime();
        answer(file);
        System.out.println(file + "\t" + (System.nanoTime() - first) / 1e6);
        for (int i = 0; i < 500; i++) {
            answer(file); // the virtual machine compiles what it runs often
        }
        for (int i = 0; i < rounds; i++) {
            long start = System.nanoTime();
            answer(file);
            System.out.println(file + "\t" + (System.nanoTime() - start) / 1e6);
        }
    }

    private static void sign(String keys, String file) throws Exception {
        char[] password = System.getenv("KEY_PASSWORD").toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream stream = new FileInputStream(keys)) {
            store.load(stream, password);
        }
        String alias = store.aliases().nextElement();
        SignatureConfig config = new SignatureConfig();
        config.setKey((PrivateKey) store.getKey(alias, password));
        config.setSigningCertificateChain(Collections.singletonList((X509Certificate) store.getCertificate(alias)));
        config.setDigestAlgo(HashAlgorithm.sha256);
        OPCPackage opened = OPCPackage.open(new File(file), PackageAccess.READ_WRITE);
        try {
            info(opened, config).confirmSignature();
        } finally {
            opened.close();
        }
    }
}
