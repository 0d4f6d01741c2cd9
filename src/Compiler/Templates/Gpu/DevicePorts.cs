namespace NetSpec.Gpu
{
    using global::System;
    using global::System.Globalization;
    using global::System.Threading;
    using global::ILGPU;
    using global::ILGPU.Runtime;

    /// <summary>Inputs and outputs of one pass of a program, on their way to the device and back.</summary>
    internal abstract class DevicePorts<T> : IDisposable
        where T : unmanaged
    {
        private readonly ArrayView<T>[] _inputs;
        private readonly ArrayView<int>[] _ids;
        private readonly ArrayView<T>[] _outputs;
        private readonly ArrayView<T>[] _targets;

        protected DevicePorts(DeviceProgram<T> program)
        {
            Program = program;
            _inputs = new ArrayView<T>[program.Inputs.Count];
            _ids = new ArrayView<int>[program.Inputs.Count];
            _outputs = new ArrayView<T>[program.Outputs.Count];
            _targets = new ArrayView<T>[program.Outputs.Count];
        }

        /// <summary>The program.</summary>
        protected DeviceProgram<T> Program { get; }

        /// <summary>Where its work is queued.</summary>
        protected AcceleratorStream Stream { get; private set; } = null!;

        /// <summary>Samples.</summary>
        protected int Batch { get; private set; }

        /// <summary>Values from one feature to the next, where the samples of one lie side by side.</summary>
        protected int Stride { get; private set; }

        /// <summary>The memory of values between steps.</summary>
        protected ArrayView<T> Workspace { get; private set; }

        /// <summary>What the caller gave as an input, in the order of the net's.</summary>
        public ArrayView<T> Input(int port) => _inputs[port];

        /// <summary>The whole numbers that the caller gave as an input, in the order of the net's.</summary>
        public ArrayView<int> Ids(int port) => _ids[port];

        /// <summary>Where an output goes, in the order of the net's.</summary>
        public ArrayView<T> Output(int port) => _outputs[port];

        /// <summary>Brings an input from the caller's memory to the device.</summary>
        public void Load(int port, string name, ReadOnlySpan<float> values)
        {
            var features = Program.Inputs[port];
            CheckLength(name, "holds", values.Length, features);
            var input = _inputs[port] = Program.InputMemory(port).Take(Length(features));
            if (Program.Storage.IsSingle && IsDense)
            {
                input.Cast<float>().CopyFromCPU(Stream, values);
                return;
            }

            var staging = Program.Staging.Take(values.Length);
            staging.CopyFromCPU(Stream, values);
            Program.Kernels.Narrow(Stream, staging, input, DeviceRows.Spread(features, Batch, Stride, Program.IsBatchLast));
        }

        /// <summary>Brings whole numbers from the caller's memory to the device.</summary>
        /// <param name="port">The input.</param>
        /// <param name="name">Its name.</param>
        /// <param name="values">The numbers.</param>
        /// <param name="vocabulary">What all of them are below.</param>
        /// <exception cref="ArgumentOutOfRangeException">One is not.</exception>
        public void LoadIds(int port, string name, ReadOnlySpan<int> values, int vocabulary)
        {
            CheckLength(name, "holds", values.Length, Program.Inputs[port]);
            for (var i = 0; i < values.Length; i++)
            {
                if ((uint)values[i] >= (uint)vocabulary)
                {
                    throw new ArgumentOutOfRangeException(name, values[i], string.Format(
                        CultureInfo.InvariantCulture, "'{0}' has a number that is no token at [{1}]; tokens are 0 to {2}.", name, i, vocabulary - 1));
                }
            }

            _ids[port] = Program.IdMemory(port).Take(values.Length);
            _ids[port].CopyFromCPU(Stream, values);
        }

        /// <summary>Takes whole numbers that are on the device. One that is no token gives NaN.</summary>
        public void ReadIds(int port, string name, ArrayView<int> values)
        {
            CheckLength(name, "holds", values.Length, Program.Inputs[port]);
            DeviceViews.Check(values, Program.Accelerator, name);
            _ids[port] = values;
        }

        /// <summary>Makes room for an output that the caller's memory will take.</summary>
        public void Expect(int port, string name, Span<float> target)
        {
            var features = Program.Outputs[port];
            CheckLength(name, "has room for", target.Length, features);
            _outputs[port] = Program.OutputMemory(port).Take(Length(features));
        }

        /// <summary>Brings an output from the device to the caller's memory.</summary>
        public void Store(int port, Span<float> target)
        {
            if (Program.Storage.IsSingle && IsDense)
            {
                _outputs[port].Cast<float>().CopyToCPU(Stream, target);
                return;
            }

            var staging = Program.Staging.Take(target.Length);
            Program.Kernels.Widen(Stream, _outputs[port], staging, DeviceRows.Gather(Program.Outputs[port], Batch, Stride, Program.IsBatchLast));
            staging.CopyToCPU(Stream, target);
        }

        /// <summary>Takes an input that is on the device; one that does not lie as kernels read it is copied.</summary>
        public void Read(int port, string name, ArrayView<T> values)
        {
            var features = Program.Inputs[port];
            CheckLength(name, "holds", values.Length, features);
            DeviceViews.Check(values, Program.Accelerator, name);
            if (IsReadable(values))
            {
                _inputs[port] = values;
                return;
            }

            _inputs[port] = Program.InputMemory(port).Take(Length(features));
            Program.Kernels.Move(Stream, values, _inputs[port], DeviceRows.Spread(features, Batch, Stride, Program.IsBatchLast));
        }

        /// <summary>Takes the memory on the device that an output goes to; where kernels cannot write there, <see cref="Finish"/> copies.</summary>
        public void Write(int port, string name, ArrayView<T> values)
        {
            var features = Program.Outputs[port];
            CheckLength(name, "has room for", values.Length, features);
            DeviceViews.Check(values, Program.Accelerator, name);
            var isWritten = IsReadable(values);
            _targets[port] = isWritten ? default : values;
            _outputs[port] = isWritten ? values : Program.OutputMemory(port).Take(Length(features));
        }

        /// <summary>Refuses an output on the device that shares memory with another argument.</summary>
        public void CheckApart<TOther>(string output, ArrayView<T> target, string other, ArrayView<TOther> values)
            where TOther : unmanaged
        {
            // What is not there, or not on this device, is refused when it is read.
            if (DeviceViews.IsOn(values, Program.Accelerator) && DeviceViews.Overlap(target, values))
                throw new ArgumentException($"'{output}' and '{other}' overlap in the device's memory; give '{output}' memory of its own.", output);
        }

        /// <summary>Gives inputs and outputs memory of the program's own, with whatever is in it.</summary>
        public void UseOwnPorts()
        {
            for (var port = 0; port < _inputs.Length; port++)
            {
                if (Program.HasIds(port))
                    _ids[port] = Program.IdMemory(port).Take((long)Program.Inputs[port] * Batch);
                else
                    _inputs[port] = Program.InputMemory(port).Take(Length(Program.Inputs[port]));
            }

            for (var port = 0; port < _outputs.Length; port++)
            {
                _outputs[port] = Program.OutputMemory(port).Take(Length(Program.Outputs[port]));
            }
        }

        /// <summary>Copies what kernels could not write to its place themselves.</summary>
        public void Finish()
        {
            for (var port = 0; port < _targets.Length; port++)
            {
                if (_targets[port].Length > 0)
                    Program.Kernels.Move(
                        Stream, _outputs[port], _targets[port], DeviceRows.Gather(Program.Outputs[port], Batch, Stride, Program.IsBatchLast));
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            // Callers' memory is not held on to.
            Array.Clear(_inputs, 0, _inputs.Length);
            Array.Clear(_ids, 0, _ids.Length);
            Array.Clear(_outputs, 0, _outputs.Length);
            Array.Clear(_targets, 0, _targets.Length);
            Monitor.Exit(Program.Gate);
        }

        internal void Start(int batch, int stride, AcceleratorStream stream, ArrayView<T> workspace)
        {
            Batch = batch;
            Stride = stride;
            Stream = stream;
            Workspace = workspace;
        }

        private const int Alignment = 16;

        /// <summary>Whether a caller's neighbouring samples are where kernels want them.</summary>
        private bool IsDense => !Program.IsBatchLast || Stride == Batch;

        private bool IsReadable(ArrayView<T> values) => IsDense && DeviceViews.IsAligned(values, Alignment);

        protected long Length(int features) => (long)features * (Program.IsBatchLast ? Stride : Batch);

        private void CheckLength(string name, string verb, long length, int features)
        {
            if (length != (long)features * Batch)
            {
                throw new ArgumentException(
                    string.Format(
                        CultureInfo.InvariantCulture,
                        "'{0}' {1} {2} numbers; {3} x {4} = {5} are {3} samples.",
                        name,
                        verb,
                        length,
                        Batch,
                        features,
                        (long)features * Batch), name);
            }
        }
    }
}
