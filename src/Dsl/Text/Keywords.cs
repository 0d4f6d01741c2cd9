using System.Collections.Generic;

namespace NetSpec.Dsl.Text;

/// <summary>The words that the language keeps. After <c>as</c>, in a namespace and among passes they are ordinary words.</summary>
internal static class Keywords
{
    public const string Namespace = "namespace";
    public const string Use = "use";
    public const string Net = "net";
    public const string Block = "block";
    public const string Neurons = "neurons";
    public const string Tune = "tune";
    public const string Input = "input";
    public const string Output = "output";
    public const string Layout = "layout";
    public const string Emit = "emit";
    public const string Repeat = "repeat";
    public const string In = "in";
    public const string As = "as";
    public const string With = "with";

    /// <summary>The first words of lines at the top of a file.</summary>
    public static readonly IReadOnlyList<string> OfDeclarations = [Namespace, Use, Net, Block, Neurons, Tune];

    /// <summary>The first words of lines of a net or block.</summary>
    public static readonly IReadOnlyList<string> OfStatements = [Input, Output, Layout, Emit, Neurons];

    /// <summary>The first words of lines of a neurons block.</summary>
    public static readonly IReadOnlyList<string> OfNeurons = [Input, Output];

    /// <summary>The keywords within a chain.</summary>
    public static readonly IReadOnlyList<string> OfStages = [Repeat, As, With];

    /// <summary>The words that can name nothing.</summary>
    public static readonly IReadOnlyCollection<string> All =
        [Namespace, Use, Net, Block, Neurons, Tune, Input, Output, Layout, Emit, Repeat, As, With];

    private static readonly HashSet<string> Reserved = [.. All];

    /// <summary>Whether a word can name nothing. <c>in</c> and <c>out</c> are names, with a meaning of their own in blocks.</summary>
    public static bool IsReserved(string word) => Reserved.Contains(word);
}
