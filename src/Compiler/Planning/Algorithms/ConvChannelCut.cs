using NetSpec.Compiler.Planning.Shapes;

namespace NetSpec.Compiler.Planning.Algorithms;

/// <summary>How the runtime cuts the channels of a convolution: groups that are no whole blocks are merged until they are, with zeros between.</summary>
/// <param name="SuperGroups">Groups after merging.</param>
/// <param name="InChannels">Input channels that a result of one sums over, zeros included.</param>
/// <param name="OutChannels">Results of one, rounded up to whole blocks.</param>
internal readonly record struct ConvChannelCut(int SuperGroups, long InChannels, long OutChannels)
{
    public static ConvChannelCut Of(ConvShape shape)
    {
        var (groups, planar) = (shape.Groups, shape.IsInputPlanar);
        long inputs = shape.Input.Channels / groups, outputs = shape.Output.Channels / groups;
        var merged = groups;
        for (var together = 1; together < groups && !planar; together++)
        {
            if (groups % together == 0 && together * outputs % Place.Lanes == 0 && together * inputs % Place.Lanes == 0)
            {
                merged = together;
                break;
            }
        }

        return new(groups / merged, planar ? inputs * merged : Place.RoundUp(inputs * merged), Place.RoundUp(outputs * merged));
    }
}
