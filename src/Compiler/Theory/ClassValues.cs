using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Compiler.Theory;

/// <summary>
/// A value for each neuron of a layer, stored once for neurons that are alike: those whose channels, rows and columns
/// fall into the same classes.
/// </summary>
internal sealed class ClassValues<T>(int[] channels, int[] rows, int[] columns, T[] values)
{
    private readonly int _rowClasses = rows.Max() + 1;
    private readonly int _columnClasses = columns.Max() + 1;

    /// <summary>The class of each channel.</summary>
    public int[] Channels => channels;

    /// <summary>The class of each row.</summary>
    public int[] Rows => rows;

    /// <summary>The class of each column.</summary>
    public int[] Columns => columns;

    /// <summary>The values by class of channel, row and column.</summary>
    public T[] Values => values;

    public int ChannelClasses => values.Length / (_rowClasses * _columnClasses);

    public int RowClasses => _rowClasses;

    public int ColumnClasses => _columnClasses;

    /// <summary>One class for all neurons.</summary>
    public static ClassValues<T> Uniform(int channels, int rows, int columns, T value) =>
        new(new int[channels], new int[rows], new int[columns], [value]);

    public T At(int channelClass, int rowClass, int columnClass) => values[(((channelClass * _rowClasses) + rowClass) * _columnClasses) + columnClass];

    /// <summary>The value of a feature of a vector.</summary>
    public T OfFeature(int feature) => At(channels[feature], rows[0], columns[0]);

    /// <summary>Each distinct value with the number of neurons that have it.</summary>
    public IEnumerable<(T Value, long Neurons)> Counted()
    {
        var (channelSizes, rowSizes, columnSizes) = (Sizes(channels, ChannelClasses), Sizes(rows, _rowClasses), Sizes(columns, _columnClasses));
        for (var i = 0; i < values.Length; i++)
        {
            var (channel, row, column) = (i / (_rowClasses * _columnClasses), i / _columnClasses % _rowClasses, i % _columnClasses);
            yield return (values[i], channelSizes[channel] * rowSizes[row] * columnSizes[column]);
        }
    }

    private static long[] Sizes(int[] classes, int count)
    {
        var sizes = new long[count];
        foreach (var place in classes)
        {
            sizes[place]++;
        }

        return sizes;
    }
}
