using System;
using System.ComponentModel;
using NetSpec.Runtime.Paths;

namespace NetSpec.Runtime;

/// <content>What a network has only where its spec asks for it: the compiler's message says how.</content>
public abstract partial class Model
{
    private const string WithoutPaths = "this network has no theory of its paths, as its spec asks for none: write 'emit pathnorm' in the net, or "
        + "'emit phicost' for Φ-costs in single precision as well; each adds to Forward";

    /// <summary>Stands where the class of a network with paths has its <see cref="PathAnalysis"/>.</summary>
    [Obsolete(WithoutPaths, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public PathAnalysis Paths => throw new InvalidOperationException(WithoutPaths);

    /// <summary>Stands where the class of a network with paths has its graph.</summary>
    [Obsolete(WithoutPaths, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Graphs.Architecture Architecture => throw new InvalidOperationException(WithoutPaths);
}
