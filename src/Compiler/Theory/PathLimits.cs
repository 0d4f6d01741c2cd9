using System.Linq;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Theory;

/// <summary>How large a net may be whose paths are looked at: the compiler keeps numbers for each channel, row and column of every value.</summary>
internal static class PathLimits
{
    /// <summary>The most channels, rows and columns of all values together: work for some seconds and a gigabyte or two.</summary>
    public const int MostPlaces = 1 << 24;

    /// <summary>The channels, rows and columns of all values.</summary>
    public static long Places(Net net) => net.Nodes.Sum(node => (long)node.Shape.Channels + node.Shape.Height + node.Shape.Width);
}
