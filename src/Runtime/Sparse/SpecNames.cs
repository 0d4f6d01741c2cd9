using System;
using System.Linq;

namespace NetSpec.Runtime.Sparse;

/// <summary>What may stand as a name in a spec.</summary>
internal static class SpecNames
{
    private static readonly string[] Keywords = ["namespace", "net", "block", "neurons", "input", "output", "layout", "emit", "repeat", "as", "with"];

    /// <summary>Parts of letters, digits and <c>_</c> with dots between them.</summary>
    public static void CheckLayer(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!name.Split('.').All(part => part.Length > 0 && part.All(IsLetterOrDigit)))
            throw new ArgumentException($"'{name}' cannot name a layer; a name is letters, digits and '_', with dots between parts, such as layer1.fc.", nameof(name));
    }

    public static void CheckNet(string net)
    {
        ArgumentNullException.ThrowIfNull(net);
        if (!IsIdentifier(net))
            throw new ArgumentException($"'{net}' cannot name a net; a name is letters, digits and '_', starts with no digit and is no keyword.", nameof(net));
    }

    public static void CheckNamespace(string @namespace)
    {
        if (!@namespace.Split('.').All(IsIdentifier))
            throw new ArgumentException($"'{@namespace}' cannot be a namespace; one is names with dots between them, such as Samples.Sparse.", nameof(@namespace));
    }

    private static bool IsIdentifier(string name) =>
        name.Length > 0 && name.All(IsLetterOrDigit) && !char.IsAsciiDigit(name[0]) && !Keywords.Contains(name);

    private static bool IsLetterOrDigit(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
