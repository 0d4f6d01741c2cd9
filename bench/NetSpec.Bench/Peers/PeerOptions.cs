using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetSpec.Bench.Peers;

/// <summary>The words behind <c>peers</c>.</summary>
/// <param name="Rounds">Rounds of each comparison.</param>
/// <param name="Only">A part of the names to compare, empty for all.</param>
/// <param name="Folder">Where the report goes, null for none.</param>
internal sealed record PeerOptions(int Rounds, string Only, string? Folder)
{
    public const string Usage = "peers [rounds] [--only part-of-a-name] [--out folder]";

    /// <summary>Whether a comparison is asked for. Case, and the sign between a name and its batch, do not matter.</summary>
    public bool Wants(string name) => name.Contains(Only, StringComparison.OrdinalIgnoreCase);

    /// <exception cref="ArgumentException">The words are none of the usage's.</exception>
    public static PeerOptions Parse(IReadOnlyList<string> args)
    {
        var options = new PeerOptions(9, "", null);
        for (var i = 0; i < args.Count; i++)
        {
            options = args[i] switch
            {
                "--only" when i + 1 < args.Count => options with { Only = args[++i] },
                "--out" when i + 1 < args.Count => options with { Folder = args[++i] },
                var word when i == 0 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) && rounds > 0 =>
                    options with { Rounds = rounds },
                var word => throw new ArgumentException($"'{word}' is no option; the words are: {Usage}."),
            };
        }

        return options;
    }
}
