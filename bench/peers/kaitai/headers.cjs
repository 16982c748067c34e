// @generated from headers.ksy by kaitai-struct-compiler (compile.ts); do not edit.
// This is a generated file! Please edit source .ksy file and use kaitai-struct-compiler to rebuild

(function (root, factory) {
  if (typeof define === "function" && define.amd) {
    define(["exports", "kaitai-struct/KaitaiStream"], factory);
  } else if (typeof exports === "object" && exports !== null && typeof exports.nodeType !== "number") {
    factory(exports, require("kaitai-struct/KaitaiStream"));
  } else {
    factory(root.Headers || (root.Headers = {}), root.KaitaiStream);
  }
})(typeof self !== "undefined" ? self : this, function (Headers_, KaitaiStream) {
  var Headers = (function () {
    function Headers(_io, _parent, _root) {
      this._io = _io;
      this._parent = _parent;
      this._root = _root || this;

      this._read();
    }
    Headers.prototype._read = function () {
      this.version = this._io.readBitsIntBe(4);
      this.ihl = this._io.readBitsIntBe(4);
      this.dscp = this._io.readBitsIntBe(6);
      this.ecn = this._io.readBitsIntBe(2);
      this._io.alignToByte();
      this.totalLength = this._io.readU2be();
      this.identification = this._io.readU2be();
      this.reserved = this._io.readBitsIntBe(1) != 0;
      this.dontFragment = this._io.readBitsIntBe(1) != 0;
      this.moreFragments = this._io.readBitsIntBe(1) != 0;
      this.fragmentOffset = this._io.readBitsIntBe(13);
      this._io.alignToByte();
      this.timeToLive = this._io.readU1();
      this.protocol = this._io.readU1();
      this.headerChecksum = this._io.readU2be();
      this.sourceAddress = this._io.readU4be();
      this.destinationAddress = this._io.readU4be();
      this._raw_options = this._io.readBytes(this.ihl * 4 - 20);
      var _io__raw_options = new KaitaiStream(this._raw_options);
      this.options = new OptionList(_io__raw_options, this, this._root);
      this._raw_segment = this._io.readBytes(this.totalLength - this.ihl * 4);
      var _io__raw_segment = new KaitaiStream(this._raw_segment);
      this.segment = new Tcp(_io__raw_segment, this, this._root);
    };

    var Option = (Headers.Option = (function () {
      function Option(_io, _parent, _root) {
        this._io = _io;
        this._parent = _parent;
        this._root = _root;

        this._read();
      }
      Option.prototype._read = function () {
        this.kind = this._io.readU1();
        if (this.kind > 1) {
          this.length = this._io.readU1();
        }
        if (this.kind > 1) {
          this.data = this._io.readBytes(this.length - 2);
        }
      };

      return Option;
    })());

    var OptionList = (Headers.OptionList = (function () {
      function OptionList(_io, _parent, _root) {
        this._io = _io;
        this._parent = _parent;
        this._root = _root;

        this._read();
      }
      OptionList.prototype._read = function () {
        this.list = [];
        var i = 0;
        while (!this._io.isEof()) {
          this.list.push(new Option(this._io, this, this._root));
          i++;
        }
      };

      return OptionList;
    })());

    var Tcp = (Headers.Tcp = (function () {
      function Tcp(_io, _parent, _root) {
        this._io = _io;
        this._parent = _parent;
        this._root = _root;

        this._read();
      }
      Tcp.prototype._read = function () {
        this.sourcePort = this._io.readU2be();
        this.destinationPort = this._io.readU2be();
        this.sequenceNumber = this._io.readU4be();
        this.acknowledgmentNumber = this._io.readU4be();
        this.dataOffset = this._io.readBitsIntBe(4);
        this.reserved = this._io.readBitsIntBe(3);
        this.ae = this._io.readBitsIntBe(1) != 0;
        this.cwr = this._io.readBitsIntBe(1) != 0;
        this.ece = this._io.readBitsIntBe(1) != 0;
        this.urg = this._io.readBitsIntBe(1) != 0;
        this.ack = this._io.readBitsIntBe(1) != 0;
        this.psh = this._io.readBitsIntBe(1) != 0;
        this.rst = this._io.readBitsIntBe(1) != 0;
        this.syn = this._io.readBitsIntBe(1) != 0;
        this.fin = this._io.readBitsIntBe(1) != 0;
        this._io.alignToByte();
        this.window = this._io.readU2be();
        this.checksum = this._io.readU2be();
        this.urgentPointer = this._io.readU2be();
        this._raw_options = this._io.readBytes(this.dataOffset * 4 - 20);
        var _io__raw_options = new KaitaiStream(this._raw_options);
        this.options = new OptionList(_io__raw_options, this, this._root);
        this.data = this._io.readBytesFull();
      };

      return Tcp;
    })());

    return Headers;
  })();
  Headers_.Headers = Headers;
});
